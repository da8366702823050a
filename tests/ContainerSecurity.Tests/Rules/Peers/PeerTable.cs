namespace ContainerSecurity.Tests.Rules.Peers;

/// <summary>
/// The rules of one peer. Those of hadolint and of BuildKit are the product's own data, since its waivers read them; the
/// others stand beside the tests. The first line of a table is <c># name: source</c>.
/// </summary>
internal sealed record PeerTable(string Name, string Source, IReadOnlyList<PeerTableRow> Rows)
{
    private static readonly string[] Kubernetes = ["kube-linter", "kubescape", "trivy-kubernetes", "polaris", "kyverno", "cis-kubernetes"];
    private static readonly string[] Builds = ["hadolint", "buildkit", "docker-bench", "kics-dockerfile", "kics-compose", "trivy-docker", "checkov-docker"];
    private static readonly string[] Embedded = ["hadolint", "buildkit"];

    /// <summary>The share, in percent, of the rules that files and not an organisation decide to which there is one of ours.</summary>
    public double Share => 100.0 * Count(PeerAnswer.Ours) / (Count(PeerAnswer.Ours) + Count(PeerAnswer.None));

    public static IReadOnlyList<PeerTable> OfKubernetes(string repository) => [.. Kubernetes.Select(n => Read(repository, n))];

    public static IReadOnlyList<PeerTable> OfBuilds(string repository) => [.. Builds.Select(n => Read(repository, n))];

    /// <summary>The lines of a file beside the tables, without its comments.</summary>
    public static IEnumerable<string> Lines(string repository, string name) => File.ReadLines(PathOf(repository, name)).Where(l => l.Length > 0 && l[0] != '#');

    public int Count(PeerAnswer answer) => Rows.Count(r => r.Answer == answer);

    private static PeerTable Read(string repository, string name)
    {
        string[] head = File.ReadLines(PathOf(repository, name)).First()[2..].Split(": ", 2);
        return new(head[0], head[1], [.. Lines(repository, name).Select(PeerTableRow.Read)]);
    }

    private static string PathOf(string repository, string name) => Embedded.Contains(name)
        ? Path.Combine(repository, "src", "ContainerSecurity", "Rules", "Data", name + ".txt")
        : Path.Combine(repository, "tests", "ContainerSecurity.Tests", "Rules", "Peers", "Data", name + ".txt");
}
