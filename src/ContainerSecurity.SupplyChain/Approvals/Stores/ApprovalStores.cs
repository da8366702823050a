using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources;

namespace ContainerSecurity.SupplyChain.Approvals.Stores;

/// <summary>Opens stores by the words that policies and the command line have for them.</summary>
public static class ApprovalStores
{
    /// <summary>The word for the store beside the image.</summary>
    public const string Registry = "registry";

    /// <summary>What stands before the file of a store in SQLite.</summary>
    public const string Sqlite = "sqlite:";

    /// <summary>Opens a store.</summary>
    /// <param name="store">A folder, <c>sqlite:FILE</c>, or <c>registry</c>.</param>
    /// <param name="image">The image, for the store beside it; null for none.</param>
    /// <param name="options">How its registry is talked to; null for the defaults.</param>
    /// <returns>The store; null for that beside the image where there is no image.</returns>
    public static IApprovalStore? Open(string store, ImageReference? image, RegistryOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(store);
        if (store == Registry)
            return image is null ? null : new RegistryApprovalStore(image, options);
        return store.StartsWith(Sqlite, StringComparison.Ordinal) ? new SqliteApprovalStore(store[Sqlite.Length..]) : new FolderApprovalStore(store);
    }

    /// <summary>Opens several stores for an image; none at all where one of them cannot be asked, for all of them must agree.</summary>
    /// <param name="stores">The words of <see cref="Open"/>.</param>
    /// <param name="image">The image; null for none.</param>
    /// <param name="options">How registries are talked to; null for the defaults.</param>
    public static IReadOnlyList<IApprovalStore> OpenAll(IEnumerable<string> stores, ImageReference? image, RegistryOptions? options = null)
    {
        string[] words = [.. stores];
        IApprovalStore[] opened = [.. words.Select(s => Open(s, image, options)).OfType<IApprovalStore>()];
        return opened.Length == words.Length ? opened : [];
    }
}
