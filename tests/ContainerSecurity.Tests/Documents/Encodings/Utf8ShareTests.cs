using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Tests.Documents;

/// <summary>Bytes in ASCII are passed over eight at a time; the answer is that of looking at each.</summary>
public class Utf8ShareTests
{
    private static readonly string[] Parts = ["a", "plain text, long enough for eight", "ü", "€", "\U0001F600", "\n"];

    [Test]
    public void Answer_is_that_of_a_reading_byte_by_byte([Range(0, 19)] int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 200; round++)
        {
            byte[] bytes = Text(random);
            for (int damage = random.Next(4); damage > 0 && bytes.Length > 0; damage--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            int count = random.Next(bytes.Length + 1);

            Assert.That(Utf8Share.IsUtf8(bytes, count), Is.EqualTo(ByteByByte(bytes, count)), Convert.ToHexString(bytes, 0, count));
        }
    }

    private static byte[] Text(Random random)
    {
        var text = new StringBuilder();
        for (int parts = random.Next(12); parts > 0; parts--)
            text.Append(Parts[random.Next(Parts.Length)]);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static bool ByteByByte(byte[] bytes, int count)
    {
        int characters = 0, damaged = 0;
        for (int i = 0; i < count;)
        {
            int more = bytes[i] switch { < 0x80 => 0, < 0xC2 => -1, < 0xE0 => 1, < 0xF0 => 2, < 0xF5 => 3, _ => -1 };
            int known = Math.Min(more, count - i - 1);
            if (more < 0 || !bytes.Skip(i + 1).Take(known).All(b => (b & 0xC0) == 0x80))
            {
                damaged++;
                i++;
                continue;
            }
            characters += more > 0 ? 1 : 0;
            i += known + 1;
        }
        return damaged == 0 || characters > damaged;
    }
}
