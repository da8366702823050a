namespace ContainerSecurity.Tests.Rules.Peers;

/// <summary>A rule of a peer: what it asks in a few words, and the rules of ours that ask it too.</summary>
internal sealed record PeerTableRow(string Rule, PeerAnswer Answer, IReadOnlyList<string> Ours, string Asks, string Remark)
{
    private static readonly Dictionary<string, PeerAnswer> Words = new()
    {
        ["own"] = PeerAnswer.Own,
        ["none"] = PeerAnswer.None,
        ["beyond"] = PeerAnswer.Beyond,
    };

    /// <summary>Reads <c>rule IDs asks [=> remark]</c>, with <c>own</c>, <c>none</c> or <c>beyond</c> where there are no IDs.</summary>
    public static PeerTableRow Read(string line)
    {
        string[] columns = line.Split(' ', 3);
        string[] words = columns[2].Split(" => ", 2);
        string remark = words.Length > 1 ? words[1] : "";
        return Words.TryGetValue(columns[1], out PeerAnswer answer)
            ? new(columns[0], answer, [], words[0], remark)
            : new(columns[0], PeerAnswer.Ours, columns[1].Split(','), words[0], remark);
    }
}
