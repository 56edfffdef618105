"""Files of a survey that do not come by upload: from a folder of the server, an address, or OpenDroneMap."""
