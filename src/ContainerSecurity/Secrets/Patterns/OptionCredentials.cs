// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Scanning;
using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Passwords that commands take by an option whose name does not call them so, as their manuals say.</summary>
internal static class OptionCredentials
{
    public static SecretPattern[] Patterns { get; } =
    [
        Option(
            "ldap-password", "LDAP", @"(ldapsearch|ldapadd|ldapmodify|ldapdelete|ldapmodrdn|ldapwhoami|ldapcompare|ldappasswd)[""']?[\s,]", "-w", "-w",
            ["ldapsearch -x -D cn=admin -w " + "tr0ub4dor3 -b dc=shop"], ["ldapsearch -x -W -D cn=admin", "ldapsearch -w $PASSWORD"]),
        Option(
            "ldap-new-password", "LDAP", @"ldappasswd[""']?[\s,]", "-s", "-s", ["ldappasswd -s " + "tr0ub4dor3 user"], ["ldappasswd -S user"]),
        Option(
            "archive-password", "Archives", @"(zip|zipcloak|unzip|ipmitool|bcp|isql)[""']?[\s,]", "-P", "-P",
            ["zip -r -P " + "tr0ub4dor3 files.zip docs"], ["zip -r files1.zip docs2", "unzip -P $PASSWORD files.zip"]),
        Option(
            "client-login-password", "Command line",
            @"(az acr login|az sql server create|twine upload|cf login|oc login|cqlsh|nuget add source|nuget update source|psexec|PsExec\.exe|influx)\s",
            "-p", "-p",
            ["oc login -u app -p " + "tr0ub4dor3 https://host", "dotnet nuget add source https://host/v3 -u app -p " + "tr0ub4dor3"],
            ["oc login -u app -p $PASSWORD", "twine upload dist/*"]),
        Option(
            "putty-password", "PuTTY", @"(plink|pscp|psftp|klink|kscp)(\.exe)?\s", "-pw", "-pw",
            ["plink -ssh app@host -pw " + "tr0ub4dor3 ls"], ["plink -P 22 app@host"]),
        Option(
            "ssh-key-passphrase", "SSH", @"ssh-keygen\s", "-N", "-N", ["ssh-keygen -t ed25519 -N '" + "tr0ub4dor3' -f id"], ["ssh-keygen -N '' -f id_shop1"]),
        Option(
            "openssl-key", "OpenSSL", @"openssl enc\s", "-k", "-k", ["openssl enc -aes-256-cbc -in x -k " + "tr0ub4dor3"], ["openssl enc -d -kfile x1y2z3"]),
        Option(
            "nuget-push-key", "NuGet", @"nuget push\s", "-k", "-k", ["dotnet nuget push app.nupkg -k " + "k8Xw2QmZr7TbVn4LsYp1"],
            ["dotnet nuget push app.nupkg -k $KEY"]),
        Pair(
            "smb-password", "Samba", @"(smbclient|rpcclient|smbcacls|smbget|nmblookup|net rpc|net ads)\s", "-U", "--user", '%',
            ["smbclient //host/share -U app%" + "tr0ub4dor3"], ["smbclient -U app1 //host/share", "smbclient -U app%$PASSWORD //host/share"]),
        Pair(
            "ftp-password", "FTP", @"lftp\s", "-u", "--user", ',', ["lftp -u app," + "tr0ub4dor3 files"], ["lftp -u app1 files", "lftp -u app,$PASSWORD"]),
        Pair(
            "source-registry-password", "Container registry", @"skopeo\s", "-c", "--src-creds", ':', ["skopeo copy --src-creds app:" + "tr0ub4dor3 a b"], []),
        Pair(
            "registry-password", "Container registry", @"skopeo\s", "-c", "--dest-creds", ':', ["skopeo copy --dest-creds=app:" + "tr0ub4dor3 a b"], []),
        Pair(
            "pull-password", "Container registry", @"(podman|buildah|crictl|skopeo)\s", "-c", "--creds", ':',
            ["podman pull --creds app:" + "tr0ub4dor3 quay.io/shop/app"], ["podman pull --creds $CREDENTIALS app"]),
        Pair(
            "containerd-password", "Container registry", @"ctr\s", "-u", "--user", ':',
            ["ctr image pull -u app:" + "tr0ub4dor3 shop"], ["ctr run -u 1000:1000 shop"]),
        Pair(
            "httpie-password", "HTTP", @"(http|https|xh)\s", "-a", "--auth", ':', ["http -a app:" + "tr0ub4dor3 host"], ["http -a app: host"]),
        Pair(
            "jenkins-password", "Jenkins", @"jenkins-cli\.jar\s", "-auth", "-auth", ':', ["java -jar jenkins-cli.jar -auth app:" + "tr0ub4dor3 build"], []),
    ];

    private static SecretPattern Option(
        string id, string service, string command, string shortOption, string longOption, string[] samples, string[] counterexamples) =>
        Pattern(id, service, command, null, shortOption, longOption, samples, counterexamples);

    /// <summary>An option that takes a user and a password with a sign between them.</summary>
    private static SecretPattern Pair(
        string id, string service, string command, string shortOption, string longOption, char sign, string[] samples, string[] counterexamples) =>
        Pattern(id, service, command, sign, shortOption, longOption, samples, counterexamples);

    private static SecretPattern Pattern(
        string id, string service, string command, char? sign, string shortOption, string longOption, string[] samples, string[] counterexamples) =>
        new(id, service, command)
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = (string text, ref int start, ref int end, ref TextWalk walk) =>
                LocateOption(text, shortOption, longOption, sign, ref start, ref end, ref walk),
            Verify = static value => SecretValue.IsCredential(SecretNameKind.Password, "", value, ValueForm.Quoted)
                ? SecretVerdict.Contextual
                : SecretVerdict.None,
            Samples = samples,
            Counterexamples = counterexamples,
        };

    private static bool LocateOption(string text, string shortOption, string longOption, char? sign, ref int start, ref int end, ref TextWalk walk)
    {
        if (start > 0 && (CharacterSet.Word.Contains(text[start - 1]) || text[start - 1] is '-' or '.'))
            return false;
        CommandWords words = new(text, start, end);
        while (words.MoveNext(ref walk))
        {
            if (!words.IsValueOf(shortOption, longOption, ref walk))
                continue;
            (start, end) = (words.Start, words.End);
            if (sign is { } between)
            {
                int at = text.IndexOf(between, start, end - start);
                start = at < 0 ? end : at + 1;
            }
            return end > start && text[start] is not ('-' or '$');
        }
        return false;
    }
}
