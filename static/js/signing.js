// Shows the passkey's way to sign where scripts run, and says so when the person or the device stops it.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("passkey-form");
  if (!form || !window.PublicKeyCredential) return;
  allauth.webauthn.forms.loginForm({ ids: { login: "passkey_sign", credential: "passkey_credential" } });
  form.hidden = false;
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.getElementById("passkey-fault").hidden = false;
  });
});
