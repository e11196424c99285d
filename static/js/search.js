// The key / leads to the search from everywhere, the arrow keys along what was found.
{
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
  const boxes = () => [...document.querySelectorAll(".app-search input")].filter((box) => box.checkVisibility());

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !typing(event.target)) {
      const box = boxes().at(-1);
      const link = document.querySelector(".app-search-link");
      event.preventDefault();
      if (box) { box.focus(); box.select(); } else link?.click();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const box = event.target.closest(".app-search--page input");
    const hits = [...document.querySelectorAll(".app-hit__title")];
    if (!step || !hits.length || !(box || event.target.matches(".app-hit__title"))) return;
    event.preventDefault();
    const next = box ? (step > 0 ? 0 : -1) : hits.indexOf(event.target) + step;
    (hits[next] ?? boxes().at(-1))?.focus();
  });
}
