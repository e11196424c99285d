// Counts beside each field with a limit. Nothing is cut: what is too long can be read, shortened, or sent and refused.
{
  const { tooLong } = document.currentScript.dataset;
  const figure = new Intl.NumberFormat(document.documentElement.lang);
  const LONG = 500; // of shorter fields only the last fifth is worth a number

  for (const field of document.querySelectorAll("[data-limit]")) {
    const limit = Number(field.dataset.limit);
    const counter = document.createElement("p");
    counter.className = "app-counter";
    counter.setAttribute("role", "status");
    field.after(counter);

    const count = () => {
      const length = [...field.value.normalize("NFC")].length;
      const over = length - limit;
      counter.hidden = limit < LONG && length < limit * 0.8;
      counter.classList.toggle("app-counter--over", over > 0);
      const words = over > 0 ? `${tooLong.replace("#", figure.format(over))} ` : "";
      const said = `${words}${figure.format(length)} / ${figure.format(limit)}`;
      // A screen reader hears the counter only when it matters.
      counter.setAttribute("aria-live", over > 0 ? "polite" : "off");
      if (counter.textContent !== said) counter.textContent = said;
    };
    field.addEventListener("input", count);
    count();
  }
}
