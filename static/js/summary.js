// After a form came back with errors, start where they are listed. A filter (GET) leaves the page where it was.
document.querySelector('form[method="post"] .app-summary')?.focus();
