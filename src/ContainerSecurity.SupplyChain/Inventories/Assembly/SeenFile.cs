using ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

namespace ContainerSecurity.SupplyChain.Inventories.Assembly;

/// <summary>A file that was read, and where it stood.</summary>
/// <param name="Records">What it tells.</param>
/// <param name="Layer">The number of its layer, from 0; 0 where there are no layers.</param>
/// <param name="IsHidden">Whether a later layer deletes or replaces it.</param>
internal sealed record SeenFile(FileRecords Records, int Layer, bool IsHidden)
{
    public string Path => Records.Path;
}
