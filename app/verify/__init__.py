"""Does a claim stand in the quotation that it cites?"""
