"""What tests share: real databases, and one small cast of people."""
