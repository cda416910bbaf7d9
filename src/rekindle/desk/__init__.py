"""The verbs people say, and what the desk shows them.

In: an actor (who, in which workspace, at what time), an idempotency key and the verb's own arguments. Out: what was
done, in words, or a refusal that says the way out. Transaction, permission, audit and undo live here; the advice of
the touched accounts is computed again before a verb answers. It may know every room below it and no face.
"""
