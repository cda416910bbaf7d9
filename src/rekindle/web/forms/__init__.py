"""What a browser may post, field by field: each form's cleaned data are the arguments of one verb."""
