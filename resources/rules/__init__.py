"""Pure rules: no model, no request, no clock."""
