// "Leave this page": at once, in the same tab, and without an entry in the history to come back to.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".com-leave");
  if (!link) return;
  event.preventDefault();
  document.documentElement.hidden = true;
  location.replace(link.href);
});
