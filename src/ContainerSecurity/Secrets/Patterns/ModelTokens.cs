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
        new("anthropic-oauth-token", "Anthropic", @"sk-ant-(oat|ort|sid)\d{2}-[\w-]{80,200}")
        {
            Samples = ["CLAUDE_CODE_OAUTH_TOKEN=sk-ant-oat01-" + Secret + "-" + Secret + "_k8Xw2QmZr7TbVn4" + "AA"],
            Counterexamples = ["sk-ant-oat01-" + new string('x', 90)],
        },
        new("openai-api-key", "OpenAI", @"sk-[\w-]{48,400}")
        {
            Verify = JudgeOpenAi,
            Samples =
            [
                "OPENAI_API_KEY=sk-" + "k8Xw2QmZr7TbVn4LsYp1" + "T3BlbkFJ" + "HdJc6GfE9uAa3Ko5RiQw",
                "sk-proj-" + Secret + "k8Xw2QmZr7TbVn4LsYp1" + "T3BlbkFJ" + Secret + "k8Xw2QmZr7TbVn4LsYp1"
            ],
            Counterexamples = ["sk-" + "your-api-key-here", "sk-" + Secret + Secret, "sk-" + Secret + "T3BlbkFJ" + "HdJc6"],
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
            "hf_[A-Za-z0-9]{34,64}")
            {
                MinimumEntropy = 3.5,
                Verify = JudgeHuggingFace,
                Samples = ["hf_" + "jCBaQngSHiHDRYOcsMcifUcysGyaiybUWz"],
                Counterexamples = ["(id)hf_requiredCharacteristicTypesForDisplayMetadata;"]
            },
        new("huggingface-organization-api-token", "Hugging Face", "api_org_[A-Za-z]{34}") { Samples = ["api_org_" + "jCBaQngSHiHDRYOcsMcifUcysGyaiybUWz"] },
        new("perplexity-api-key", "Perplexity", "pplx-[A-Za-z0-9]{48,128}") { Samples = ["pplx-" + Secret + "k8Xw2QmZr7"] },
        new("xai-api-key", "xAI", "xai-[A-Za-z0-9]{70,128}") { Samples = ["XAI_API_KEY=xai-" + Secret + Secret + "k8Xw"] },
        new(
            "replicate-api-token",
            "Replicate",
            "r8_[A-Za-z0-9]{37,64}") { MinimumEntropy = 3.5, Samples = ["REPLICATE_API_TOKEN=r8_" + Secret.Substring(1)] },
        new("langsmith-api-key", "LangSmith", "lsv2_(pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}")
        {
            Samples = ["LANGSMITH_API_KEY=lsv2_pt_" + SampleText.Hexadecimal(32) + "_" + SampleText.Hexadecimal(10)],
        },
        new("openrouter-api-key", "OpenRouter", "sk-or-v1-[a-f0-9]{64}") { Samples = ["sk-or-v1-" + SampleText.Hexadecimal(64)] },
    ];

    /// <summary>Every key has the Base64 of "OpenAI" in it, with at least twenty random characters on either side.</summary>
    private static SecretVerdict JudgeOpenAi(string token)
    {
        const string Mark = "T3BlbkFJ";
        const int Random = 20;
        int mark = token.IndexOf(Mark, StringComparison.Ordinal);
        return SecretVerdict.NoneOrVerified(mark >= "sk-".Length + Random && token.Length - mark - Mark.Length >= Random);
    }

    /// <summary>Thirty-four letters; longer ones have digits too, as names of code seldom have.</summary>
    private static SecretVerdict JudgeHuggingFace(string token)
    {
        const int Usual = 37;
        return token.Length == Usual || (BareValue.HasLetterAndDigit(token) && BareValue.ChangesOf(token) > token.Length / 4)
            ? SecretVerdict.Known
            : SecretVerdict.None;
    }

    /// <summary>The keys are encoded with a constant end.</summary>
    private static SecretVerdict EndsWithAA(string token) => SecretVerdict.NoneOrVerified(token.EndsWith("AA", StringComparison.Ordinal));
}
