namespace ContainerSecurity.Build.Gate;

/// <summary>
/// What was allowed last, so that the same image is not judged twice on one day: a file of the key, the identity of
/// each image, the digest of the base, and the messages.
/// </summary>
/// <param name="file">The file.</param>
internal sealed class GateRecord(string file)
{
    private const string BaseDigest = "org.opencontainers.image.base.digest";
    private const string BaseEnd = ".base";

    /// <summary>Tells the build what was told of the same images before. Returns false where nothing was.</summary>
    /// <param name="key">What the verdict hangs on.</param>
    public bool Tell(string key)
    {
        if (!File.Exists(file) || File.ReadAllLines(file) is not [var known, _, .. var messages] || known != key)
            return false;
        foreach (string message in messages)
            Console.Out.WriteLine(message);
        return true;
    }

    /// <summary>Forgets what was allowed.</summary>
    public void Clear()
    {
        if (File.Exists(file))
            File.Delete(file);
        if (File.Exists(file + BaseEnd))
            File.Delete(file + BaseEnd);
    }

    /// <summary>Keeps what was allowed. Where it is one image, the digest of its base stands in a file of its own, for the build to pin.</summary>
    public void Write(ImageGate gate, IEnumerable<string> messages)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (gate.Configs is [var only] && only.Labels.TryGetValue(BaseDigest, out string? digest))
            File.WriteAllText(file + BaseEnd, digest);
        File.WriteAllLines(file, [gate.Key, string.Join(' ', gate.Configs.Select(ImageIdentity.Of)), .. messages]);
    }

    /// <summary>The identities of the images that were allowed; none where nothing was.</summary>
    public IReadOnlyList<string> Allowed => File.Exists(file) && File.ReadAllLines(file) is [_, var images, ..] ? images.Split(' ') : [];
}
