// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Passwords that a shell writes to a command's input: <c>echo password | docker login --password-stdin</c>.</summary>
internal static class PipedCredentials
{
    private const int Reach = 256;

    private static readonly string[] Writers = ["echo ", "printf ", "Write-Output "];

    public static SecretPattern[] Patterns { get; } =
    [
        new(
            "piped-password",
            "Command line",
            @"(--password-stdin|passwd --stdin|sudo -[A-RT-Za-z]{0,2}S|cryptsetup \w|--passphrase-fd|--with-token|ConvertTo-SecureString)")
            {
                Kind = SecretKind.Credential,
                MinimumEntropy = 0,
                Locate = LocateWritten,
                Verify = Judge,
                Samples =
                [
                    "echo " + "tr0ub4dor3 | docker login -u app --password-stdin", "docker login --password-stdin <<< \"" + "tr0ub4dor3\"",
                    "echo '" + "tr0ub4dor3' | sudo -S true", "'" + "tr0ub4dor3' | ConvertTo-SecureString -AsPlainText",
                ],
                Counterexamples =
                [
                    "echo $PASSWORD | docker login --password-stdin", "cat tr0ub4dor3 | docker login --password-stdin",
                    "docker login --password-stdin < tr0ub4dor3", "Read-Host 'tr0ub4dor3' | ConvertTo-SecureString",
                ],
            },
    ];

    private static SecretVerdict Judge(string value) =>
        SecretValue.IsCredential(SecretNameKind.Password, "", value, ValueForm.Quoted) ? SecretVerdict.Contextual : SecretVerdict.None;

    private static bool LocateWritten(string text, ref int start, ref int end, ref TextWalk walk) =>
        LocateBefore(text, ref start, ref end, ref walk) || LocateHereString(text, ref start, ref end, ref walk);

    /// <summary>The last word of what is written, before the pipe.</summary>
    private static bool LocateBefore(string text, ref int start, ref int end, ref TextWalk walk)
    {
        int furthest = Math.Max(0, start - Reach);
        int pipe = start - 1;
        while (pipe >= furthest && text[pipe] is not ('|' or '\n' or ';'))
            pipe--;
        walk.Add(start - pipe);
        if (pipe < furthest || text[pipe] != '|' || (pipe > 0 && text[pipe - 1] == '|'))
            return false;
        int to = SkipBlanksBack(text, pipe);
        int from = to;
        char quote = to > 0 && text[to - 1] is '"' or '\'' ? text[to - 1] : ' ';
        if (quote != ' ')
            from = --to;
        while (from > furthest && text[from - 1] != quote && text[from - 1] is not ('\n' or '|'))
            from--;
        int line = from;
        while (line > furthest && text[line - 1] is not ('\n' or '|' or ';' or '&' or '('))
            line--;
        walk.Add(pipe - line);
        bool isBareLiteral = quote != ' ' && SkipBlanksBack(text, from - 1) <= line;
        if (!isBareLiteral && !Array.Exists(Writers, w => text.IndexOf(w, line, from - line, StringComparison.Ordinal) >= 0))
            return false;
        (start, end) = (from, to);
        return to > from;
    }

    /// <summary><c>command &lt;&lt;&lt; "password"</c>.</summary>
    private static bool LocateHereString(string text, ref int start, ref int end, ref TextWalk walk)
    {
        int last = Math.Min(text.Length, end + Reach);
        int at = end;
        while (at + 3 < last && text[at] is not ('\n' or '|' or ';') && string.CompareOrdinal(text, at, "<<<", 0, 3) != 0)
            at++;
        walk.Add(at - end + 1);
        if (at + 3 >= last || text[at] != '<')
            return false;
        at += 3;
        while (at < last && text[at] == ' ')
            at++;
        char quote = at < last && text[at] is '"' or '\'' ? text[at++] : ' ';
        int to = at;
        while (to < last && text[to] != quote && text[to] is not ('\n' or '\r'))
            to++;
        (start, end) = (at, to);
        return to > at;
    }

    private static int SkipBlanksBack(string text, int at)
    {
        int furthest = Math.Max(0, at - Reach);
        while (at > furthest && text[at - 1] is ' ' or '\t')
            at--;
        return at;
    }
}
