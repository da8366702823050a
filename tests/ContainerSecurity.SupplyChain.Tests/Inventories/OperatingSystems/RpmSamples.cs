using System.IO.Compression;
using System.Reflection;
using ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.OperatingSystems;

/// <summary>The databases of <c>Data/rpm</c>.</summary>
internal static class RpmSamples
{
    private static readonly string Repository =
        typeof(RpmSamples).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    public static byte[] Sqlite { get; } = Unpack("rpmdb.sqlite.gz");

    public static byte[] BerkeleyLittle { get; } = Unpack("Packages.little.gz");

    public static byte[] BerkeleyBig { get; } = Unpack("Packages.big.gz");

    /// <summary>The headers of the database that rpm wrote.</summary>
    public static IReadOnlyList<byte[]> Headers { get; } = Collect();

    public static byte[] Ndb { get; } = Unpack("Packages.db.gz");

    private static List<byte[]> Collect()
    {
        var sink = new Sink();
        SqliteDatabase.Read(Sqlite, sink);
        return sink.Blobs;
    }

    private static byte[] Unpack(string name)
    {
        using FileStream file = File.OpenRead(Path.Combine(Repository, "tests", "ContainerSecurity.SupplyChain.Tests", "Data", "rpm", name));
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        gzip.CopyTo(bytes);
        return bytes.ToArray();
    }

    private sealed class Sink : IBlobSink
    {
        public List<byte[]> Blobs { get; } = [];

        public bool IsOver => false;

        public void Take(ReadOnlySpan<byte> blob) => Blobs.Add(blob.ToArray());

        public void Fault(string message) => Assert.Fail(message);
    }
}
