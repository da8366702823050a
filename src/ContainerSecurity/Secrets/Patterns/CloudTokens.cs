// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Amazon Web Services and Google Cloud.</summary>
internal static class CloudTokens
{
    public static SecretPattern[] Patterns { get; } =
    [
        new("aws-access-token", "Amazon Web Services", "(A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}")
        {
            MinimumEntropy = 3,
            Verify = static token => token.Contains("EXAMPLE") ? SecretVerdict.None : SecretVerdict.Known,
            Samples = ["aws_access_key_id = " + "AKIA" + "Q3EGRTB5ZX7WLM4V"],
            Counterexamples = ["AKIAIOSFODNN7EXAMPLE", "AKIA" + "XXXXXXXXXXXXXXXX", "MAKIA" + "Q3EGRTB5ZX7WLM4V"],
        },
        new("aws-secret-access-key", "Amazon Web Services", "[A-Za-z0-9/+]{40}")
        {
            Names = ["aws"],
            Qualifiers = ["secret"],
            MinimumEntropy = 3.8,
            Verify = static key => key.EndsWith("EXAMPLEKEY", StringComparison.Ordinal) ? SecretVerdict.None : SecretVerdict.Known,
            Samples = ["aws_secret_access_key = " + "k8Xw2/QmZr7+TbVn4LsYp1HdJc6GfE9uAa3Ko5Ri"],
            Counterexamples = ["aws_commit_id = " + "k8Xw2/QmZr7+TbVn4LsYp1HdJc6GfE9uAa3Ko5Ri"],
        },
        new("aws-amazon-bedrock-api-key-long-lived", "Amazon Bedrock", "ABSK[A-Za-z0-9+/]{80,2000}={0,2}")
        {
            Samples = ["ABSK" + "QmVkcm9ja0FQSUtleS1kZW1vLWF0LTEyMzQ1Njc4OTAxMjpyM0tMc1dUcVpMd1hZblB2Qm1Kc0RmR2hKa0xxV2VSdFl1SW9QQXNEZkdoSmtMcVdlUnRZdUlvUEE9"],
        },
        new("aws-amazon-bedrock-api-key-short-lived", "Amazon Bedrock", "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=]*")
        {
            Samples = ["bedrock-api-key-" + "YmVkcm9jay5hbWF6b25hd3MuY29tLz9BY3Rpb249Q2FsbFdpdGhCZWFyZXJUb2tlbg=="],
        },
        new("gcp-api-key", "Google Cloud", @"AIza[\w-]{35}")
        {
            MinimumEntropy = 3.5,
            Verify = static key => SecretValue.HasAscent(key) ? SecretVerdict.None : SecretVerdict.Known,
            Samples = ["key=AIza" + "SyD3kQ7-rT2mXw9LbVn4PsYc1HdJf6GtE8u"],
            Counterexamples = ["AIza" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "fooAIza" + "SyD3kQ7-rT2mXw9LbVn4PsYc1HdJf6GtE8u"],
        },
        new("gcp-oauth-client-secret", "Google Cloud", @"GOCSPX-[\w-]{28,64}") { Samples = ["GOCSPX-" + "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE"] },
        new("gcp-oauth-access-token", "Google Cloud", @"ya29\.([a-z]\.)?[\w-]{40,2048}(\.[\w-]{1,2048}){0,4}")
        {
            Samples = ["ya29." + "a0AfB_byC3kQ7-rT2mXw9LbVn4PsYc1HdJf6GtE8uQwErTyUiOp", "ya29." + "c." + SampleText.Mixed(100) + ".."],
        },
        new("gcp-oauth-refresh-token", "Google Cloud", @"1//0[\w-]{40,512}")
        {
            MinimumEntropy = 3.5,
            Samples = ["\"refresh_token\": \"1//0" + SampleText.Mixed(60) + "-_\""],
            Counterexamples = ["1//0" + new string('x', 60)],
        },
        new("aws-session-token", "Amazon Web Services", "(IQoJb3JpZ2luX2Vj|F[Qw]oGZXIvYXdz)[A-Za-z0-9/+]{100,4096}={0,2}")
        {
            MinimumEntropy = 4,
            Samples = ["aws_session_token = IQoJb3JpZ2luX2Vj" + SampleText.Mixed(300) + "==", "FwoGZXIvYXdz" + SampleText.Mixed(200) + "/+="],
            Counterexamples = ["IQoJb3JpZ2luX2Vj" + new string('E', 300)],
        },
        new("gcp-service-account", "Google Cloud", @"service_account\\?""")
        {
            MinimumEntropy = 0,
            Locate = LocateServiceAccount,
            Samples = ["{\n  \"type\": " + "\"service_account\",\n  \"project_id\": \"demo\"\n}", "{\\\"type\\\":" + "\\\"service_account\\\"}"],
            Counterexamples = ["\"type\": " + "\"service_account\", \"private_key\": \"DUMMY\"", "\"kind\": " + "\"service_account\""],
        },
    ];

    /// <summary>A key file tells by its type; where its private key is shown too, it must be one.</summary>
    private static bool LocateServiceAccount(string text, ref int start, ref int end, ref TextWalk walk)
    {
        const int LongestFile = 4096;
        const string Type = "type";
        int at = start;
        while (at > 0 && start - at < 16 && (CharacterSet.Space.Contains(text[at - 1]) || text[at - 1] is '"' or '\\' or ':'))
            at--;
        if (at < Type.Length || at == start || string.CompareOrdinal(text, at - Type.Length, Type, 0, Type.Length) != 0)
            return false;
        int key = IndexOfPrivateKey(text, end, LongestFile);
        return key < 0 || text.IndexOf("-----BEGIN", key, Math.Min(32, text.Length - key), StringComparison.Ordinal) >= 0;
    }

    /// <summary>The index of the member for the private key, within quotes or without; -1 where there is none.</summary>
    private static int IndexOfPrivateKey(string text, int start, int reach)
    {
        const string Name = "private_key";
        int last = Math.Min(text.Length, start + reach);
        for (int at = start; (at = text.IndexOf(Name, at, last - at, StringComparison.Ordinal)) >= 0; at += Name.Length)
            if (at + Name.Length < last && text[at + Name.Length] is '"' or '\\' or '\'' or ':' or ' ')
                return at;
        return -1;
    }
}
