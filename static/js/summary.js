// After a form came back with errors, start where they are listed. A filter (GET) leaves the page where it was.
document.querySelector('form[method="post"] .app-summary')?.focus();

// A link of the list leads also to a field that lies in a fold which was closed meanwhile.
document.addEventListener("click", (event) => {
  const link = event.target.closest('.app-summary a[href^="#"]');
  const fold = link && document.getElementById(link.hash.slice(1))?.closest("details:not([open])");
  if (fold) fold.open = true;
});
