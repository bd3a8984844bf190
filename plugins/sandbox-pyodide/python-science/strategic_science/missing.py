"""Stands in for the compiled modules of statsmodels, of which the sandbox has the Python files only."""

_INSTEAD = (
    ("tsa.stl", "STL", "statsmodels.tsa.seasonal.seasonal_decompose"),
    ("tsa.statespace", "ARIMA, SARIMAX and the other state space models", "statsmodels.tsa.ar_model.AutoReg (with lags, trend and seasonal terms) or statsmodels.tsa.api.VAR"),
    ("tsa.holtwinters", "ExponentialSmoothing, Holt and SimpleExpSmoothing", "Series.ewm to smooth, statsmodels.tsa.ar_model.AutoReg (with trend and seasonal=True) to forecast"),
    ("tsa.exponential_smoothing", "ETSModel", "Series.ewm to smooth, statsmodels.tsa.ar_model.AutoReg (with trend and seasonal=True) to forecast"),
    ("tsa.regime_switching", "MarkovRegression and MarkovAutoregression", "sklearn.mixture.GaussianMixture to tell regimes apart, statsmodels.tsa.ar_model.AutoReg within each"),
    ("tsa.innovations", "The innovations algorithm for ARMA models", "statsmodels.tsa.ar_model.AutoReg"),
    ("tsa._innovations", "The innovations algorithm", "statsmodels.tsa.stattools.acovf and levinson_durbin"),
    ("nonparametric._smoothers_lowess", "lowess", "scipy.interpolate.make_smoothing_spline or Series.rolling(...).median()"),
    ("nonparametric.linbin", "KDEUnivariate with fft=True", "scipy.stats.gaussian_kde, or fit(fft=False)"),
    ("robust._qn", "qn_scale", "statsmodels.robust.scale.mad or iqr"),
)


class _Missing(type):
    def __call__(cls, *args, **kwargs):
        raise NotImplementedError(cls.refusal)

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return cls


def of(module):
    """The `__getattr__` of a module that stands in: whatever is taken from it says, when it is used, what to use instead."""
    part = module.removeprefix("statsmodels.")
    what, instead = next((what, instead) for start, what, instead in _INSTEAD if part.startswith(start))
    verb = "need" if " and " in what else "needs"
    refusal = "%s %s compiled code of statsmodels (%s), which the sandbox does not have. Use %s." % (what, verb, module, instead)

    def missing(name):
        if name.startswith("__"):
            raise AttributeError("module %r has no attribute %r" % (module, name))
        return _Missing(name, (), {"refusal": refusal, "__module__": module, "__doc__": None})

    return missing
