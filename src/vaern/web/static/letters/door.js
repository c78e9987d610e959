// The number stands behind # in the link, where no server is sent it. It is put in the field and taken out of the address.
const field = document.querySelector("[data-from-link]");
if (field && location.hash.length > 1) {
  field.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
}
