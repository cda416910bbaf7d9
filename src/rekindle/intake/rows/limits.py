"""How long a text the book can hold under each name."""

NAME = 300
EXTERNAL = 255
DOMAIN = 200
STAGE = 120
REGION = 120
SEGMENT = 80
MAIL = 320
PHONE = 60
