// After a form came back with errors, start where they are listed.
document.querySelector(".app-summary")?.focus();
