"""One small file per page; each hands a request to the desk and its answer to a template."""
