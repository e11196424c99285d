// What is typed into a long form stays in this tab (sessionStorage) until it is saved: a session that ran out, a crash or a reload loses no word.
// The version goes along: who comes back to a text that others changed meanwhile gets both texts, as from any older tab. Signing out forgets all.
{
  const { account, back, discard } = document.currentScript.dataset;
  const TEXT = 'textarea, input:not([type]), input:is([type="text"], [type="email"], [type="tel"], [type="url"], [type="number"]), input[name="version"]';
  const PREFIX = "draft:", SENT = "draft-sent", PAUSE = 1000; // milliseconds after the last key
  const form = document.querySelector('form[method="post"]:has(> input[name="once"]):has(textarea)');
  const key = `${PREFIX}${account}:${location.pathname}`;

  const read = (name) => { try { return JSON.parse(sessionStorage.getItem(name)); } catch { return null; } };
  const write = (name, value) => { try { sessionStorage.setItem(name, JSON.stringify(value)); } catch { /* full, or forbidden */ } };
  const forget = (name) => { try { sessionStorage.removeItem(name); } catch { /* forbidden */ } };
  let waiting = 0;
  const fields = () => [...form.elements].filter((field) => field.name && field.matches(TEXT));

  // Sent, and led on by anything but a sign-in, a refusal or the same form once more: it is saved. Nobody is signed in on those pages.
  const sent = read(SENT);
  const leadsBack = location.pathname.startsWith("/accounts/") || new URLSearchParams(location.search).has("next");
  const isHereAgain = form && sent === key && !document.querySelector(".kern-alert--success");
  if (sent && account && !leadsBack && !isHereAgain) forget(sent);
  forget(SENT);

  const show = (kept) => {
    for (const field of fields()) if (field.name in kept) field.value = kept[field.name];
    const notice = document.createElement("p");
    notice.className = "app-draft";
    notice.setAttribute("role", "status");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kern-btn kern-btn--tertiary";
    button.textContent = discard;
    button.addEventListener("click", () => {
      forget(key);
      form.reset();
      for (const field of fields()) field.value = field.defaultValue;
      notice.remove();
    });
    notice.append(`${back} `, button);
    form.before(notice);
  };

  if (form && account) {
    const kept = read(key);
    const isFresh = !document.querySelector(".app-summary");
    const differs = kept && fields().some((field) => field.name !== "version" && field.name in kept && field.value !== kept[field.name]);
    if (differs && isFresh) show(kept);
    const keep = () => {
      waiting = 0;
      write(key, Object.fromEntries(fields().map((field) => [field.name, field.value])));
    };
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(keep, PAUSE);
    });
    addEventListener("pagehide", () => { if (waiting) keep(); }); // led away before the pause was over
    form.addEventListener("submit", () => {
      clearTimeout(waiting);
      keep();
      write(SENT, key);
    });
  }
  addEventListener("submit", (event) => {
    if (!event.target.action?.includes?.("/accounts/logout/")) return;
    clearTimeout(waiting);
    waiting = 0;
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(PREFIX)) forget(name);
  });
}
