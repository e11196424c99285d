"""Who runs this site: name and logo on page, letter and paper, the pages that the law asks for, and reports of barriers."""
