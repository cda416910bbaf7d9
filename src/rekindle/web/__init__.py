"""The browser's face on the desk's verbs.

In: requests of a signed-in member. Out: pages that work without JavaScript, quicker with it. GET never changes
anything; every verb is a POST with a token against forgery and an idempotency key. It may know the desk, `book.read`
and terms, and no model, no table and no engine.
"""
