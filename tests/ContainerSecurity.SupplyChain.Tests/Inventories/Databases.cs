using System.Text;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Tests.Inventories;

/// <summary>Small databases, and readings of them.</summary>
internal static class Databases
{
    public const string Debian = "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n";

    /// <summary>A record of dpkg's database.</summary>
    public static string Deb(string name, string version, string more = "", string maintainer = "Debian Team <team@lists.debian.org>") =>
        $"Package: {name}\nStatus: install ok installed\nMaintainer: {maintainer}\nArchitecture: amd64\nVersion: {version}\n{more}\n";

    /// <summary>Reads one file's content by its path.</summary>
    public static PackageInventory Read(string path, string content, InventoryOptions? options = null) =>
        Read(path, Encoding.UTF8.GetBytes(content), options);

    /// <summary>Reads one file's content by its path.</summary>
    public static PackageInventory Read(string path, byte[] content, InventoryOptions? options = null)
    {
        using var stream = new MemoryStream(content);
        return new InventoryReader(options, [new NameListReader()]).ReadContentAsync(path, stream).GetAwaiter().GetResult();
    }

    /// <summary>The URL in the words of purl, as far as tests compare it.</summary>
    public static string Purl(PackageUrl url) =>
        $"pkg:{url.Type}/{(url.Namespace is null ? "" : url.Namespace + "/")}{url.Name}@{url.Version}"
        + (url.Qualifiers.Count == 0 ? "" : "?" + string.Join('&', url.Qualifiers.Select(q => $"{q.Key}={q.Value}")));
}
