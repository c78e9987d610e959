"""Sign-ins of a running Værn in a browser."""


def sessions(vaern, chromium):
    """Return a way to the cookies of a sign-in, made once for each name."""
    kept = {}

    def signed_in(name):
        if name not in kept:
            page = chromium.new_page(base_url=vaern.address)
            page.goto("/")
            page.fill("#id_username", name)
            page.fill("#id_password", vaern.passwords[name])
            page.click("main button")
            page.wait_for_url(lambda address: "sign-in" not in address)
            kept[name] = page.context.storage_state()
            page.close()
        return kept[name]

    return signed_in
