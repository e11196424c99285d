"""Who runs the site: pages for everybody, the logo, reports of barriers."""
