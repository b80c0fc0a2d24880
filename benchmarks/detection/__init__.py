"""How well the rules agree with a careful human reader, on labelled lines and résumés written for the purpose."""
