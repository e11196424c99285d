// Text that was typed and not sent: before it is lost, the browser asks. Only forms that count once (parts/form.html), so no search and no sign-in.
{
  const TEXT = 'textarea, input:not([type]), input:is([type="text"], [type="email"], [type="tel"], [type="url"], [type="number"])';
  const sent = new WeakSet();
  const forms = () => [...document.querySelectorAll('form[method="post"]:has(> input[name="once"])')];

  // What came back with errors or beside other people's words was not kept, though it stands there from the beginning.
  const isUnsent = (form) => {
    const cameBack = form.querySelector(".app-summary");
    return !sent.has(form) && [...form.elements].some(
      (field) => field.matches(TEXT) && field.value !== (cameBack ? "" : field.defaultValue));
  };
  const ask = (event) => { if (forms().some(isUnsent)) event.preventDefault(); };

  const watch = () => addEventListener("beforeunload", ask);
  if (forms().some(isUnsent)) watch();
  document.addEventListener("input", (event) => {
    sent.delete(event.target.form);
    watch();
  });
  addEventListener("submit", (event) => { if (!event.defaultPrevented) sent.add(event.target); });
}
