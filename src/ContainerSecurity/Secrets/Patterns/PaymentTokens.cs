using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Payment services.</summary>
internal static class PaymentTokens
{
    public static SecretPattern[] Patterns { get; } =
    [
        new("stripe-access-token", "Stripe", "(sk|rk)_(org_)?(test|live|prod)_[A-Za-z0-9]{10,247}")
        {
            MinimumEntropy = 0,
            Verify = JudgeKey,
            Samples =
            [
                "stripe.ApiKey = \"" + "sk_" + "live_" + "51NzXk2LmQ7vT4sB8nC1wZ5yD\"",
                "rk_" + "test_" + "51NzXk2LmQ7vT4sB8nC1wZ5yD",
                "sk_" + "test_" + "51NzXk2LmQ7v"
            ],
            Counterexamples = ["task_" + "test_" + "51NzXk2LmQ7vT4sB8nC1wZ5yD", "sk_" + "test_" + "configuration"],
        },
        new(
            "stripe-webhook-secret",
            "Stripe",
            "whsec_[A-Za-z0-9+/]{32,247}={0,2}")
            {
                MinimumEntropy = 3.5,
                Samples = ["whsec_" + "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa"]
            },
    ];

    private static SecretVerdict JudgeKey(string key)
    {
        const int Usual = 32;
        return key.EndsWith("xxx", StringComparison.OrdinalIgnoreCase) || (key.Length < Usual && !BareValue.HasDigit(key))
            ? SecretVerdict.None
            : SecretVerdict.Known;
    }
}
