"""Makes the exports beside this file, as companies have them: cloud cost in two currencies with a jump in March 2025, 400 tickets
with a team that slowed down, a German portfolio. Usage: python make.py, with numpy and pandas, in this folder."""
import numpy as np, pandas as pd
rng=np.random.default_rng(7)
# 1 cloud cost, 18 months, USD and EUR rows
months=pd.period_range('2024-01','2025-06',freq='M')
svc={'EC2':82000,'RDS':34000,'S3':21000,'EKS':18000,'CloudFront':9500,'Data Transfer':7800,'SageMaker':12000,'OpenSearch':6400}
acc={'prod-us':.48,'prod-eu':.34,'staging':.10,'ml-research':.08}
rows=[]
for i,m in enumerate(months):
  for s,b in svc.items():
    for a,w in acc.items():
      w2=w
      if s=='SageMaker': w2={'prod-us':.25,'prod-eu':.10,'staging':.05,'ml-research':.60}[a]
      v=b*w2*(1.012**i)*(1+rng.normal(0,.025))
      if s=='SageMaker' and a=='ml-research' and str(m) in('2025-03','2025-04','2025-05','2025-06'): v+= {'2025-03':46000,'2025-04':44000,'2025-05':31000,'2025-06':18000}[str(m)]
      if s=='Data Transfer' and a=='prod-eu' and str(m)>='2025-03': v+=11500
      cur='EUR' if a=='prod-eu' else 'USD'
      if cur=='EUR': v=v/1.08
      rows.append((str(m)+'-01',s,a,round(v,2),cur))
d=pd.DataFrame(rows,columns=['usage_month','service','account','cost','currency'])
d.to_csv('cloud_cost_export.csv',index=False)
# 2 Jira, 400 tickets
teams={'Payments':.28,'Platform':.24,'Mobile':.2,'Data':.16,'Identity':.12}
types=['Story','Bug','Task','Incident']; pr=['Highest','High','Medium','Low']
n=400
created=pd.Timestamp('2025-01-02 08:00')+pd.to_timedelta(np.sort(rng.uniform(0,179,n)),unit='D')
team=rng.choice(list(teams),n,p=list(teams.values()))
typ=rng.choice(types,n,p=[.48,.27,.18,.07])
prio=rng.choice(pr,n,p=[.06,.24,.5,.2])
wait=rng.lognormal(1.0,.7,n); cyc=rng.lognormal(1.5,.8,n)
late=(team=='Platform')&(created>=pd.Timestamp('2025-04-01')); cyc[late]*=2.1
started=created+pd.to_timedelta(wait,unit='D'); res=started+pd.to_timedelta(cyc,unit='D')
now=pd.Timestamp('2025-06-30 18:00')
st=[];R=[];S=[]
for s,r in zip(started,res):
  if s>now: st.append(rng.choice(['To Do','Backlog'])); R.append(pd.NaT); S.append(pd.NaT)
  elif r>now: st.append(rng.choice(['In Progress','In Review','Blocked'],p=[.5,.35,.15])); R.append(pd.NaT); S.append(s)
  else: st.append('Done' if rng.random()>.05 else "Won't Do"); R.append(r); S.append(s)
f=lambda x: '' if pd.isna(x) else x.strftime('%d/%b/%y %-I:%M %p')
j=pd.DataFrame({'Issue key':[f'ENG-{1200+i}' for i in range(n)],'Issue Type':typ,'Status':st,'Priority':prio,'Component':team,
 'Created':[f(x) for x in created],'Custom field (Start date)':[f(x) for x in S],'Resolved':[f(x) for x in R],
 'Story Points':[int(x) if t=='Story' else '' for x,t in zip(rng.choice([1,2,3,5,8,13],n),typ)],
 'Labels':rng.choice(['','tech-debt','customer','security'],n,p=[.5,.2,.2,.1]),'Labels2':rng.choice(['','q2-goal'],n,p=[.7,.3])})
j.columns=[c if c!='Labels2' else 'Labels' for c in j.columns]
j.to_csv('jira_export_ENG.csv',index=False)
# 3 German initiative portfolio, ; and decimal comma
names=['Plattform-Migration','Checkout-Neubau','Betrugserkennung ML','Mobile App 3.0','Datenplattform','Identity Konsolidierung','Kundenportal','FinOps-Programm','Barrierefreiheit','Observability','Preisgestaltung KI','Vertriebs-CRM']
own=['CTO','CPO','CDO','CPO','CDO','CTO','CPO','CFO','CPO','CTO','CFO','CSO']
bud=[1250000,860000,540000,720000,980000,310000,450000,120000,95000,260000,380000,640000]
act=[1412300.5,512750.25,498120.4,803400,455900.75,118250,461780.9,74300.3,61200,271940.6,0,295000]
ben=[2100000,1950000,1280000,900000,1350000,420000,610000,690000,150000,480000,1040000,700000]
conf=[.6,.75,.7,.5,.55,.8,.6,.9,.9,.7,.4,.5]
prog=[.85,.55,.9,.95,.4,.35,1,.6,.65,1,0,.45]
stt=['Gelb','Grün','Grün','Rot','Gelb','Grün','Gelb','Grün','Grün','Grün','Offen','Rot']
g=lambda x:f'{x:,.2f}'.replace(',','#').replace('.',',').replace('#','.')
p=pd.DataFrame({'Initiative':names,'Verantwortlich':own,'Budget (€)':[g(x) for x in bud],'Ist (€)':[g(x) for x in act],'Erwarteter Nutzen (€)':[g(x) for x in ben],
 'Konfidenz':[str(x).replace('.',',') for x in conf],'Fortschritt %':[str(round(x*100,1)).replace('.',',') for x in prog],'Start':pd.date_range('2024-09-01',periods=12,freq='23D').strftime('%d.%m.%Y'),'Ende':pd.date_range('2025-09-30',periods=12,freq='17D').strftime('%d.%m.%Y'),'Ampel':stt})
p.to_csv('initiativen_portfolio.csv',index=False,sep=';',encoding='utf-8-sig')
p.to_csv('initiativen_portfolio_ansi.csv',index=False,sep=';',encoding='cp1252')
