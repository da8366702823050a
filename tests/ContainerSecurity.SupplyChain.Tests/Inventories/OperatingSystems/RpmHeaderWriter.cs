using System.Buffers.Binary;
using System.Text;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.OperatingSystems;

/// <summary>Writes headers of rpms as databases keep them.</summary>
internal sealed class RpmHeaderWriter
{
    private readonly List<byte> index = [];
    private readonly List<byte> data = [];

    public RpmHeaderWriter Text(int tag, params string[] values) => Add(
        tag,
        values.Length == 1 ? 6u : 8u,
        values.Length,
        Encoding.UTF8.GetBytes(string.Concat(values.Select(v => v + "\0"))));

    public RpmHeaderWriter Number(int tag, params int[] values)
    {
        byte[] bytes = new byte[values.Length * 4];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * 4), values[i]);
        return Add(tag, 4, values.Length, bytes);
    }

    public RpmHeaderWriter Add(int tag, uint type, int count, byte[] value)
    {
        foreach (uint number in new[] { (uint)tag, type, (uint)data.Count, (uint)count })
            index.AddRange(Big(number));
        data.AddRange(value);
        return this;
    }

    public byte[] ToArray() => [.. Big((uint)index.Count / 16), .. Big((uint)data.Count), .. index, .. data];

    public static RpmHeaderWriter Package(string name, string version = "1", string release = "1") =>
        new RpmHeaderWriter().Text(1000, name).Text(1001, version).Text(1002, release);

    private static byte[] Big(uint number)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }
}
