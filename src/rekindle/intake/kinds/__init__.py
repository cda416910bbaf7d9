"""What kind of list a file is: told, asked before its columns, or refused with the way out."""
