"""Assessment and supervision by the list: nobody is measured by what is not theirs."""
