"""What a browser sends from the admin's forms."""

from django.urls import reverse


def page_of(row, action="change"):
    """Return the address of an entry's page."""
    return reverse(f"admin:drugs_{row._meta.model_name}_{action}", args=[row.pk])


def form_data(page, **changes):
    """Return what a browser would send from an admin form as it was rendered, with some fields changed."""
    sent = {}
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    for field in (field for form in forms for field in form):
        value = field.value()
        if isinstance(value, list):
            value = [getattr(each, "pk", each) for each in value]
        if value is not None and value is not False:
            sent[field.html_name] = "on" if value is True else value
    return {**sent, **changes}


def edit(desk, row, **changes):
    """Change an entry on its page as an editor would."""
    response = desk.post(page_of(row), form_data(desk.get(page_of(row)), **changes))
    assert response.status_code == 302, response.context["errors"]
    row.refresh_from_db()
    return response
