using System.Collections.Concurrent;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tool.LanguageServer.Judging;

/// <summary>Gives the policies of documents, and reads each again when one of its files has changed.</summary>
/// <param name="named">The policies that judge all documents, each over the one before; none for the nearest of each.</param>
internal sealed class PolicyCache(IReadOnlyList<string> named)
{
    private static readonly JudgingPolicy Default = new(Policy.Default, []);
    private readonly ConcurrentDictionary<string, Entry> known = new(StringComparer.Ordinal);

    /// <summary>The policy of a document.</summary>
    /// <param name="file">The document's file; null where it has none.</param>
    public JudgingPolicy Of(string? file)
    {
        IReadOnlyList<string> files = named.Count > 0 ? named : file is not null && PolicyFile.FindNearest(Path.GetDirectoryName(file) ?? file) is { } nearest && nearest != file ? [nearest] : [];
        if (files.Count == 0)
            return Default;
        string key = string.Join('\n', files);
        if (!known.TryGetValue(key, out Entry? entry) || !entry.IsCurrent)
            known[key] = entry = Entry.Read(files);
        return entry.Policy;
    }

    /// <summary>Whether a file belongs to a policy that judged a document, or has the name of one.</summary>
    public bool Concerns(string file) => PolicyFile.Names.Contains(Path.GetFileName(file)) || known.Values.Any(e => e.Stamps.ContainsKey(Path.GetFullPath(file)));

    private sealed record Entry(JudgingPolicy Policy, IReadOnlyDictionary<string, DateTime> Stamps)
    {
        public bool IsCurrent => Stamps.All(s => StampOf(s.Key) == s.Value);

        public static Entry Read(IReadOnlyList<string> files)
        {
            var stamps = new Dictionary<string, DateTime>(StringComparer.Ordinal);
            var reader = new PolicyReader(readFile: path =>
            {
                stamps[Path.GetFullPath(path)] = StampOf(path);
                return RegularFile.ReadText(path);
            });
            Policy policy = Policies.Policy.Default;
            var errors = new List<DocumentError>();
            foreach (string file in files)
            {
                stamps[Path.GetFullPath(file)] = StampOf(file);
                PolicyReadResult read = reader.Load(file, policy);
                errors.AddRange(read.Errors);
                policy = read.IsValid ? read.Policy : policy;
            }
            return new Entry(new JudgingPolicy(errors.Count == 0 ? policy : Policies.Policy.Default, errors), stamps);
        }

        private static DateTime StampOf(string path) => Directory.Exists(path) ? Directory.GetLastWriteTimeUtc(path) : File.GetLastWriteTimeUtc(path);
    }
}
