"""Taking files in 入库读取: each read, checked and asked for its particulars in a process apart from the server."""
