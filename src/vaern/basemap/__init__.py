"""The offline map under the control room: made once from public data, shipped as static files."""
