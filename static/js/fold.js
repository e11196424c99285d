// The line of a folded list says what is chosen, also while one chooses.
for (const fold of document.querySelectorAll(".app-fold--list")) {
  const said = fold.querySelector(".app-fold__state");
  fold.addEventListener("change", () => {
    const chosen = [...fold.querySelectorAll("input:checked")].map((box) => box.labels[0].textContent.trim());
    said.textContent = chosen.join(", ") || said.dataset.none;
  });
}
