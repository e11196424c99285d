// A file takes its time: the form says that it is being sent and checked, and is not sent twice meanwhile.
{
  const { checking } = document.currentScript.dataset;

  for (const form of document.querySelectorAll('form[enctype="multipart/form-data"]')) {
    const said = document.createElement("p");
    said.className = "kern-body";
    said.setAttribute("role", "status");
    form.querySelector(".app-actions")?.before(said);
    const submit = form.querySelector('.app-actions [type="submit"], .app-actions button');

    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      if (![...form.querySelectorAll('input[type="file"]')].some((field) => field.files.length)) return;
      form.dataset.sent = "1";
      said.textContent = checking;
      submit?.setAttribute("aria-disabled", "true");
    });
    // Back to this page: it can be sent again.
    addEventListener("pageshow", () => {
      delete form.dataset.sent;
      said.textContent = "";
      submit?.removeAttribute("aria-disabled");
    });
  }
}
