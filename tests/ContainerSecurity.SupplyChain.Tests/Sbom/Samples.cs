using System.Text;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;
using ContainerSecurity.SupplyChain.Sbom;

namespace ContainerSecurity.SupplyChain.Tests.Sbom;

/// <summary>Inventories and the bills of them.</summary>
internal static class Samples
{
    private const string Base = "sha256:1111111111111111111111111111111111111111111111111111111111111111";

    /// <summary>An inventory of an image with everything that an inventory may hold.</summary>
    public static PackageInventory Image { get; } = new(
        [
            new InstalledPackage(Deb("libssl3", "3.0.11-1~deb12u2"), "var/lib/dpkg/status")
            {
                SourceName = "openssl", SourceVersion = "3.0.11-1~deb12u2", Vendor = "Debian OpenSSL Team <team@example.org>", IsFromDistribution = true,
                Layer = Base, Licenses = ["Apache-2.0"],
            },
            new InstalledPackage(Rpm("nodejs", "12.1-2.el8"), "var/lib/rpm/rpmdb.sqlite")
            {
                Version = "1:12.1-2.el8", SourceVersion = "1:12.1-2.el8", Module = "nodejs:12", Licenses = ["GPLv2+ and MIT", "Artistic"],
            },
            new InstalledPackage(new PackageUrl("npm", "@types", "node", "20.1.0"), "app/package-lock.json")
            {
                Name = "@types/node", SourceName = "@types/node", IsDevelopment = true, Licenses = ["MIT OR Apache-2.0"],
            },
            new InstalledPackage(new PackageUrl("nuget", null, "Twice", "1.0.0"), "a/a.deps.json"),
            new InstalledPackage(new PackageUrl("nuget", null, "Twice", "1.0.0"), "b/b.deps.json"),
            new InstalledPackage(new PackageUrl("nuget", null, "Twice", "1.0.0"), "b/b.deps.json"),
            new InstalledPackage(new PackageUrl("golang", "example.org", "app"), "usr/bin/app") { Name = "example.org/app", SourceName = "example.org/app" },
        ],
        new OperatingSystemRelease("debian", "12") { Name = "Debian GNU/Linux 12 (bookworm)", Likeness = ["one", "two"] },
        [new InventoryNote("app/broken.jar", "It could not be read."), new InventoryNote(null, "A layer was not read.")]);

    /// <summary>The bytes of a bill.</summary>
    public static byte[] Write(PackageInventory inventory, SbomFormat format, SbomOptions? options = null)
    {
        var stream = new MemoryStream();
        SbomWriter.Write(stream, inventory, format, options);
        return stream.ToArray();
    }

    /// <summary>Reads a bill from text.</summary>
    public static SbomReading Read(string text, string path = "bill.json", InventoryOptions? options = null) =>
        SbomReader.Read(Encoding.UTF8.GetBytes(text), path, options);

    /// <summary>A package with all that it says, to be compared.</summary>
    public static string Told(InstalledPackage p) =>
        $"{p.Url}|{p.File}|{p.Name}|{p.Version}|{p.SourceName}|{p.SourceVersion}|{p.Vendor ?? "-"}|{p.IsFromDistribution}|{string.Join(';', p.Licenses)}"
        + $"|{p.Layer ?? "-"}|{p.Module ?? "-"}|{p.IsDevelopment}";

    /// <summary>An inventory made by chance.</summary>
    public static PackageInventory Random(Random random)
    {
        string[] types = ["deb", "rpm", "apk", "npm", "pypi", "nuget", "maven", "golang", "cargo", "gem", "composer"];
        string[] licenses = ["MIT", "GPL-2.0-or-later WITH Classpath-exception-2.0", "(MIT OR ISC) AND Zlib", "GPLv2+", "see the file", "BSD"];
        string Text() => new([.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => "abcXYZ019.-_+~é: \"<&\\"[random.Next(21)])]);
        string Word() => new([.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => "abc019.-+~"[random.Next(10)])]);
        string? Maybe(Func<string> make) => random.Next(2) == 0 ? null : make();
        InstalledPackage Package()
        {
            string type = types[random.Next(types.Length)];
            string? space = type is "maven" or "golang" or "composer" or "deb" or "rpm" or "apk" ? "n" + Word().Replace(".", "") : null;
            var qualifiers = new Dictionary<string, string>();
            if (random.Next(3) == 0)
                qualifiers["epoch"] = random.Next(3).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (random.Next(3) == 0)
                qualifiers["upstream"] = "up@1";
            var url = new PackageUrl(type, space, "p" + Word().Replace(".", ""), Maybe(() => "1" + Word()), qualifiers);
            var package = new InstalledPackage(url, "f/" + Text().Trim('/'));
            return package with
            {
                Name = random.Next(2) == 0 ? package.Name : Text(),
                Version = random.Next(2) == 0 ? package.Version : random.Next(4) == 0 ? "" : Text(),
                SourceName = random.Next(2) == 0 ? package.SourceName : Text(),
                SourceVersion = random.Next(2) == 0 ? package.SourceVersion : Text(),
                Vendor = Maybe(Text),
                Layer = Maybe(() => "sha256:" + Word()),
                Module = Maybe(Text),
                IsFromDistribution = random.Next(2) == 0,
                IsDevelopment = random.Next(2) == 0,
                Licenses = [.. Enumerable.Range(0, random.Next(4)).Select(_ => licenses[random.Next(licenses.Length)])],
            };
        }
        OperatingSystemRelease? release = random.Next(2) == 0
            ? null
            : new("debian", Maybe(Word)) { Name = Maybe(Text), Likeness = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Word())] };
        return new PackageInventory(
            [.. Enumerable.Range(0, random.Next(6)).Select(_ => Package())], release,
            [.. Enumerable.Range(0, random.Next(3)).Select(_ => new InventoryNote(Maybe(Text), Text()))]);
    }

    private static PackageUrl Rpm(string name, string version) =>
        new("rpm", "redhat", name, version, new Dictionary<string, string> { ["arch"] = "x86_64", ["epoch"] = "1" });

    private static PackageUrl Deb(string name, string version) =>
        new("deb", "debian", name, version, new Dictionary<string, string> { ["arch"] = "amd64", ["distro"] = "debian-12" });
}
