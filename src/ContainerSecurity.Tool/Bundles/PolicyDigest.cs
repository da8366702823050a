using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Tool.Bundles;

/// <summary>The digest of a policy: that of its file, or of the list of the digests of its files in the order in which they were read.</summary>
internal sealed class PolicyDigest
{
    private readonly List<Digest> files = [];

    /// <summary>Reads a file of the policy.</summary>
    public string Read(string path)
    {
        string text = RegularFile.ReadText(path);
        files.Add(Digest.OfBytes(Encoding.UTF8.GetBytes(text)));
        return text;
    }

    /// <summary>The digest; null where no file was read.</summary>
    public Digest? Value => files.Count switch
    {
        0 => null,
        1 => files[0],
        _ => Digest.OfBytes(Encoding.UTF8.GetBytes(string.Concat(files.Select(f => $"{f}\n")))),
    };
}
