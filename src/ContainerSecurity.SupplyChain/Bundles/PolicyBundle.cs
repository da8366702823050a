using ContainerSecurity.Documents;
using ContainerSecurity.Images;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.SupplyChain.Approvals.Stores;

namespace ContainerSecurity.SupplyChain.Bundles;

/// <summary>A policy with all the files that it names: those it extends, keys, trusted roots and trust stores. The policy is the first.</summary>
/// <param name="Files">The files, at least one.</param>
public sealed record PolicyBundle(IReadOnlyList<PolicyBundleFile> Files)
{
    /// <summary>Most files of a bundle: 256.</summary>
    public const int MaxFiles = 256;

    /// <summary>Largest bundle, in bytes: 16 MiB.</summary>
    public const int MaxSize = 16 * 1024 * 1024;

    private const int MaxPath = 256;

    /// <summary>Takes a policy and what it names. All of it must lie in the folder of the policy or below.</summary>
    /// <param name="policyFile">The policy's file.</param>
    /// <exception cref="ImageReadException">The policy is wrong, names files elsewhere, or is too large.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static PolicyBundle Collect(string policyFile)
    {
        ArgumentNullException.ThrowIfNull(policyFile);
        var named = new List<string> { Path.GetFullPath(policyFile) };
        PolicyReadResult read = new PolicyReader(readFile: path =>
        {
            named.Add(Path.GetFullPath(path));
            return RegularFile.ReadText(path);
        }).Load(policyFile);
        if (!read.IsValid)
            throw new ImageReadException(ImageReadFailure.Malformed, string.Join(" ", read.Errors));
        foreach (ImageTrustRequirement asked in read.Policy.Trust.Requirements)
        {
            named.AddRange(asked.Keys.Select(k => k.File).Append(asked.TrustedRoot).OfType<string>().Select(Path.GetFullPath));
            if (asked.Notary is { } folder)
                named.AddRange(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Path.GetFullPath));
        }
        if (read.Policy.Trust.Approvals.Stores.FirstOrDefault(s => s != ApprovalStores.Registry) is { } store)
            throw new ImageReadException(
                ImageReadFailure.Unsupported,
                $"The policy keeps approvals in '{store}', which does not come along with it; a policy of a registry keeps them beside the image (stores: [registry]).");
        string root = Path.GetDirectoryName(Path.GetFullPath(policyFile))!;
        return Checked([.. named.Distinct().Select(f => new PolicyBundleFile(Within(root, f), File.ReadAllBytes(f)))]);
    }

    /// <summary>Writes the files into a folder, which should be empty and one's own.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The policy's file.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public string Unpack(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        foreach (PolicyBundleFile file in Files)
        {
            string path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            target.Write(file.Content.Span);
        }
        return Path.Combine(folder, Files[0].Path);
    }

    /// <summary>Requires that a bundle keeps to its bounds, and that its files stay within a folder.</summary>
    /// <exception cref="ImageReadException">It does not.</exception>
    internal static PolicyBundle Checked(IReadOnlyList<PolicyBundleFile> files)
    {
        if (files.Count is 0 or > MaxFiles || files.Sum(f => (long)f.Content.Length) > MaxSize)
            throw new ImageReadException(ImageReadFailure.LimitExceeded, $"A policy bundle has 1 to {MaxFiles} files of at most {MaxSize} bytes together.");
        foreach (PolicyBundleFile file in files)
            if (!IsWithin(file.Path))
                throw new ImageReadException(ImageReadFailure.Malformed, $"'{file.Path}' is no path within a policy bundle.");
        return files.DistinctBy(f => f.Path, StringComparer.OrdinalIgnoreCase).Count() == files.Count
            ? new PolicyBundle(files)
            : throw new ImageReadException(ImageReadFailure.Malformed, "The policy bundle has a file twice.");
    }

    private static bool IsWithin(string path) =>
        path.Length is > 0 and <= MaxPath
        && path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or ' ' or '@' or '+')
        && Array.TrueForAll(path.Split('/'), part => part.Length > 0 && part.Trim('.', ' ').Length > 0);

    private static string Within(string root, string file)
    {
        string relative = Path.GetRelativePath(root, file).Replace('\\', '/');
        return IsWithin(relative)
            ? relative
            : throw new ImageReadException(ImageReadFailure.Unsupported,
                $"The policy names '{file}', which is not in its folder or has a name of other than plain letters; move it there.");
    }
}
