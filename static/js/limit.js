// Near its limit a field says how many characters are left. Nothing is cut: what is too long can be read, shortened, or sent and refused.
{
  const { left, tooLong } = document.currentScript.dataset;
  const figure = new Intl.NumberFormat(document.documentElement.lang);
  const NEAR = 0.8, PAUSE = 1000; // of the limit; milliseconds after which a screen reader hears it, not with each key

  for (const field of document.querySelectorAll("[data-limit]")) {
    const limit = Number(field.dataset.limit);
    const counter = document.createElement("p");
    counter.className = "app-counter";
    counter.hidden = true;
    counter.setAttribute("aria-hidden", "true");
    const heard = document.createElement("p");
    heard.className = "kern-sr-only";
    heard.setAttribute("role", "status");
    field.after(counter, heard);
    let waiting = 0;

    const count = () => {
      const length = [...field.value.normalize("NFC")].length;
      const over = length - limit;
      const words = over > 0 ? tooLong : left;
      const said = length < limit * NEAR ? "" : words.replace("#", figure.format(Math.abs(over)));
      counter.hidden = !said;
      counter.classList.toggle("app-counter--over", over > 0);
      counter.textContent = said;
      clearTimeout(waiting);
      return said;
    };
    field.addEventListener("input", () => {
      const said = count();
      waiting = setTimeout(() => { heard.textContent = said; }, PAUSE);
    });
    count();
  }
}
