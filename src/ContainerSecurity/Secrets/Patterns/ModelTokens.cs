// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Providers of language models.</summary>
internal static class ModelTokens
{
    private const string Secret = "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5Ri";

    public static SecretPattern[] Patterns { get; } =
    [
        new("anthropic-api-key", "Anthropic", @"sk-ant-api\d{2}-[\w-]{95}")
        {
            Verify = EndsWithAA,
            Samples = ["sk-ant-api03-" + Secret + "-" + Secret + "_k8Xw2QmZr7TbVn4" + "AA"],
            Counterexamples = ["sk-ant-api03-" + Secret + "-" + Secret + "_k8Xw2QmZr7TbVn4" + "BB"],
        },
        new("anthropic-admin-api-key", "Anthropic", @"sk-ant-admin\d{2}-[\w-]{95}")
        {
            Verify = EndsWithAA,
            Samples = ["sk-ant-admin01-" + Secret + "-" + Secret + "_k8Xw2QmZr7TbVn4" + "AA"],
        },
        new(
            "openai-api-key",
            "OpenAI",
            @"sk-((proj|svcacct|admin)-([\w-]{74}T3BlbkFJ[\w-]{74}|[\w-]{58}T3BlbkFJ[\w-]{58}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})")
        {
            Verify = static _ => SecretVerdict.Verified,
            Samples =
            [
                "OPENAI_API_KEY=sk-" + "k8Xw2QmZr7TbVn4LsYp1" + "T3BlbkFJ" + "HdJc6GfE9uAa3Ko5RiQw",
                "sk-proj-" + Secret + "k8Xw2QmZr7TbVn4LsYp1" + "T3BlbkFJ" + Secret + "k8Xw2QmZr7TbVn4LsYp1"
            ],
            Counterexamples = ["sk-" + "your-api-key-here"],
        },
        new("cohere-api-token", "Cohere", "[A-Za-z0-9]{40}")
        {
            Names = ["cohere", "co-api-key"],
            MinimumEntropy = 4,
            Samples = ["export CO_API_KEY=" + Secret + "w2", "cohereApiKey: '" + Secret + "w2'"],
            Counterexamples = ["cohere_commit: 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c", "CO_API_KEY=" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
        },
        new(
            "huggingface-access-token",
            "Hugging Face",
            "hf_[A-Za-z]{34}")
            {
                MinimumEntropy = 3.5,
                Samples = ["hf_" + "jCBaQngSHiHDRYOcsMcifUcysGyaiybUWz"],
                Counterexamples = ["(id)hf_requiredCharacteristicTypesForDisplayMetadata;"]
            },
        new("huggingface-organization-api-token", "Hugging Face", "api_org_[A-Za-z]{34}") { Samples = ["api_org_" + "jCBaQngSHiHDRYOcsMcifUcysGyaiybUWz"] },
        new("perplexity-api-key", "Perplexity", "pplx-[A-Za-z0-9]{48}") { Samples = ["pplx-" + Secret + "k8Xw2QmZr7"] },
    ];

    /// <summary>The keys are encoded with a constant end.</summary>
    private static SecretVerdict EndsWithAA(string token) => SecretVerdict.NoneOrVerified(token.EndsWith("AA", StringComparison.Ordinal));
}
