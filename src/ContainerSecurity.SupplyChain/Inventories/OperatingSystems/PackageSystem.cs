namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>A family of package managers that keep one database.</summary>
internal enum PackageSystem
{
    /// <summary>None: the file is no database of packages.</summary>
    None,

    /// <summary>Debian's.</summary>
    Dpkg,

    /// <summary>Alpine's.</summary>
    Apk,

    /// <summary>Red Hat's and SUSE's.</summary>
    Rpm,
}
