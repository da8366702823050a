namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

/// <summary>The tags of an rpm's header that are read, by rpm's own numbers.</summary>
internal enum RpmTag
{
    None = 0,
    Name = 1000,
    Version = 1001,
    Release = 1002,
    Epoch = 1003,
    Vendor = 1011,
    License = 1014,
    Architecture = 1022,
    OldFileNames = 1027,
    SourceRpm = 1044,
    DirectoryIndexes = 1116,
    BaseNames = 1117,
    DirectoryNames = 1118,
    ModularityLabel = 5096,
}
