"""Order lines in, customers who went quiet out: when, against which rhythm of their own, with what they used to buy.

In: bytes of a file of invoice lines, and what a person said about its columns. Out: one draft of a deal of kind
`account` per customer with a rhythm, and an account of every line. Three doors in this order: `reading.read_lines`,
`rhythm.find_quiet`, `drafting.draft_customers`. How quiet is defined: docs/orders.md.
"""
