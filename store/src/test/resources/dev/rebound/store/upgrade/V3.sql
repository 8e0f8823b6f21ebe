insert into email_files (email, name, octets, content) values (1, 'terms.pdf', 3, x'616263');
